export { Changed, type Connection, type Live, startLive } from './live.ts';
export { LiveProvider, useConnection, useLive } from './use-live.tsx';
