export { ImportFile, importBody, isTooLarge } from './import-file.tsx';
export { ImportHistory } from './import-history.tsx';
export { ImportResult } from './import-result.tsx';
export { SendingBar } from './sending-bar.tsx';
export { useOpenedImport } from './use-opened.ts';
export { type Sending, useSending } from './use-sending.ts';
