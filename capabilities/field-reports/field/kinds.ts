import { Id, nullable, object, type Static, Type } from '#shared/schema.ts';
import { KindDefinition } from '../report.ts';

/** Where the person stands who writes. */
export type Post = {
  readonly operationId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly area: string;
};

/** Kinds of report and names of agencies as the phone keeps them, so that a report can be written without network. */
export const Kinds = object({
  kinds: Type.Array(KindDefinition),
  agencies: Type.Array(
    object({
      id: Id,
      kind: Type.String(),
      kindName: Type.String(),
      short: Type.String(),
      name: Type.String(),
    }),
  ),
});
export type Kinds = Static<typeof Kinds>;

/** What was typed and not saved yet, kept in case the phone closes the app for the camera. */
export const HalfWritten = object({
  kind: nullable(Type.String()),
  help: Type.String(),
  text: Type.String(),
  aboutAgencyId: nullable(Id),
});
export type HalfWritten = Static<typeof HalfWritten>;
