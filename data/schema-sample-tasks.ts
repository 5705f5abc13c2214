/** Staged tasks of a sample: who asked whom for what, and what became of it before the sample opens. */
import Type from 'typebox';
import { AreaCode, claim, Key } from './schema.ts';

const strict = { additionalProperties: false };

/** Calendar days from an edge of a stage of the calendar; -2 is two days before. */
const Due = Type.Object(
  { stage: Key, edge: Type.Enum(['start', 'end']), days: Type.Integer({ minimum: -60, maximum: 60 }) },
  strict,
);
const said = Type.String({ minLength: 3, maxLength: 400 });

/** `day` counts from the day on which the sample opens, negative before it. `text`: reason, note, or the plenary's paper. */
const Step = Type.Object(
  {
    day: Type.Integer({ maximum: -1 }),
    by: Key,
    act: Type.Enum([
      'accept',
      'refuse',
      'counter',
      'plenary',
      'person',
      'start',
      'evidence',
      'done',
      'confirm',
      'hand-over',
      'change',
      'drop',
    ]),
    text: Type.Optional(said),
    /** With `evidence`: how many of what. */
    count: Type.Optional(Type.Integer({ minimum: 0 })),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    /** With `hand-over`: the agency that it is offered to. */
    to: Type.Optional(Key),
    /** With `counter` and `change`. */
    due: Type.Optional(Due),
    measure: Type.Optional(said),
  },
  strict,
);

export const SampleTask = Type.Object(
  {
    key: Key,
    title: Type.String({ minLength: 5, maxLength: 200 }),
    detail: Type.String({ maxLength: 400 }),
    measure: said,
    day: Type.Integer({ maximum: -1 }),
    by: Key,
    owner: Key,
    areaCode: AreaCode,
    stage: Key,
    theme: Type.Enum(['planning', 'personnel', 'logistics', 'security', 'information', 'legal', 'other']),
    due: Due,
    weight: Type.Integer({ minimum: 1, maximum: 100 }),
    sharing: Type.Enum(['all', 'named', 'own']),
    named: Type.Array(Key),
    steps: Type.Array(Step),
    ...claim,
  },
  strict,
);
export type SampleTask = Type.Static<typeof SampleTask>;
export type SampleStep = Type.Static<typeof Step>;
