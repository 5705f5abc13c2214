/** One room as the server sees it. apps/server composes these; nothing else registers anything. */
import type { Endpoint } from '#shared/endpoint.ts';
import type { EventType } from '#shared/event.ts';
import type { Holdings } from '#shared/holding.ts';
import type { Permission } from '#shared/permission.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import type { RecordKind } from '#shared/visibility.ts';
import type { Mounted } from './endpoint/handle.ts';
import type { Answered } from './endpoint/questions.ts';
import type { FileReferences } from './files/collect.ts';
import type { JobKind } from './jobs/job.ts';
import type { Schedule } from './jobs/schedule.ts';
import type { Reaction } from './reactions/reaction.ts';
import type { BoundTwoPersons } from './two-persons.ts';

export type Capability = {
  /** The folder's name: `field-reports`. Its migrations lie in `<folder>/migrations`. */
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly kinds: readonly RecordKind[];
  readonly events: readonly EventType[];
  readonly problems: ProblemCatalogue;
  readonly endpoints: readonly Mounted[];
  readonly answers?: readonly Answered[];
  readonly reactions?: readonly Reaction[];
  /** Work that takes longer than an answer, and what of it is due again and again. */
  readonly jobs?: readonly JobKind[];
  readonly schedules?: readonly Schedule[];
  /** Files that its records hold: what stands here is never collected. */
  readonly fileReferences?: readonly FileReferences[];
  /** What its tables hold, column by column. */
  readonly holdings?: Holdings;
  /** What it keeps outside tables, in the same form: files, phones, browsers. */
  readonly stores?: Holdings;
  /** What needs a second person before it happens. */
  readonly twoPersons?: readonly BoundTwoPersons[];
  /** False for a room without tables. */
  readonly migrations?: boolean;
};

export type EndpointDeclaration = Endpoint;
