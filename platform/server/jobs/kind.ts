import type { Localized, TSchema } from '#shared/schema.ts';

/** As much of a kind of job as it takes to ask for one. */
export type KindHead<In = unknown> = {
  /** room.what-it-does, unique and never renamed: waiting jobs hang on it. */
  readonly name: string;
  readonly title: Localized;
  readonly input: TSchema;
  /** Seconds after which another runner takes it when its own says nothing; it is renewed by itself. */
  readonly leaseSeconds: number;
  /** Never set: carries the type. */
  takes?(input: In): void;
};
