export { decodeBody, encodeBody } from './body.ts';
export { decodeSettings, encodeSettings } from './codec.ts';
export { ERROR_NUMBERS } from './error-number.ts';
export { type Gzip, inflatedSize } from './gzip.ts';
export type { Change, Delta, FullSync, NamedPath, Response, Setting, SettingsMessage } from './message.ts';
export { PathRegistry } from './paths.ts';
export {
  settingsIn,
  settingsResponse,
  valueIn,
  valueResponse,
  versionIn,
  versionResponse,
} from './response.ts';
export { type Blake3, SettingsTree } from './tree.ts';
export { NULL, type Value } from './value.ts';
