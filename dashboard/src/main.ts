import { compact, GraphClient } from '@starling/client';
import { start } from './start.tsx';
import './styles/index.css';

start(
  new GraphClient({ url: new URL('ws/graph', location.href).href.replace(/^http/, 'ws'), format: compact }),
  document.getElementById('app') as HTMLElement,
);
