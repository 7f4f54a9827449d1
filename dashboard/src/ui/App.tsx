import type { JSX } from 'preact';
import { useShell } from '../app/shell.ts';
import { Announcer } from './Announcer.tsx';
import { Banner } from './Banner.tsx';
import { DetailCard } from './DetailCard.tsx';
import { Empty } from './Empty.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Hint } from './Hint.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { Legend } from './Legend.tsx';
import { Loading } from './Loading.tsx';
import { StageView } from './StageView.tsx';
import { TableView } from './TableView.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { ViewButtons } from './ViewButtons.tsx';

/** The frame: the graph is the page, everything else floats over it. Panels of a left rail go between bar and stage. */
export function App(): JSX.Element {
  const { view } = useShell();
  useKeys();
  const table = view.value === 'table';
  return (
    <div class="frame" data-view={view.value}>
      <TopBar />
      <FilterBar />
      <main class="stage-area">
        <StageView />
        {!table && <Legend />}
        {!table && <ViewButtons />}
        <Loading />
        <Empty />
      </main>
      {table && <TableView />}
      <DetailCard />
      <Hint />
      <Banner />
      <Toasts />
      <KeysDialog />
      <Announcer />
    </div>
  );
}
