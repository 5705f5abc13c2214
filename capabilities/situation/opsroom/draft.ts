import type { ReplyOf } from '#shared/endpoint.ts';
import type { readDraft } from '../contract.ts';

/** A draft as the server tells it: live figures, form, and whether it may be issued. */
export type Draft = ReplyOf<typeof readDraft>;
