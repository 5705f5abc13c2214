import {
  fill,
  type Problem,
  type ProblemCatalogue,
  platformProblems,
  type Refusal,
} from '#shared/problem.ts';

/** Every problem that this server can answer, by code. */
export type ProblemTexts = (refusal: Refusal) => Problem;

/** @throws Error when two rooms use one code */
export function problemTexts(catalogues: readonly ProblemCatalogue[]): ProblemTexts {
  const texts = new Map(Object.entries<ProblemCatalogue[string]>(platformProblems));
  for (const catalogue of catalogues) {
    for (const [code, text] of Object.entries(catalogue)) {
      if (texts.has(code)) throw new Error(`the problem ${code} is declared twice`);
      texts.set(code, text);
    }
  }
  return (refusal) => {
    const text = texts.get(refusal.refused);
    if (!text) throw new Error(`the problem ${refusal.refused} has no text`);
    const { errors, params } = refusal;
    return {
      type: `urn:rakor:problem:${refusal.refused}`,
      title: fill(text.en, params),
      status: text.status,
      code: refusal.refused,
      detail: { id: fill(text.id, params), en: fill(text.en, params) },
      ...(errors && errors.length > 0 ? { errors: [...errors] } : {}),
      ...(typeof params?.seconds === 'number' ? { retryAfterS: params.seconds } : {}),
    };
  };
}
