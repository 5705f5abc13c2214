export { type CallOptions, call } from './call.ts';
export { isWaiting, OfflineError, ProblemError, ReplyError } from './errors.ts';
export type { AddressOf, InputOf } from './input.ts';
export { onSignedOut, raiseSignedOut } from './signed-out.ts';
export { urlOf } from './url.ts';
export { type Asked, type AskOptions, keyOf, makeQueryClient, useAsk } from './use-ask.ts';
export { type Command, type CommandState, useCommand } from './use-command.ts';
