import type { Question } from '#shared/question.ts';
import type { Answers, Context } from './context.ts';

export type Answered = {
  readonly question: string;
  readonly answer: (context: Context, input: unknown) => Promise<unknown>;
};

/** Registers how a room answers a question of its contract. */
export function answer<In, Out>(
  asked: Question<In, Out>,
  give: (context: Context, input: In) => Promise<Out>,
): Answered {
  // Asker and answerer share the declaration, so the types meet here and nowhere else.
  return { question: asked.name, answer: (context, input) => give(context, input as In) };
}

/** @throws Error when two rooms answer the same question */
export function answersOf(all: readonly Answered[]): Answers {
  const found = new Map<string, Answered['answer']>();
  for (const each of all) {
    if (found.has(each.question)) throw new Error(`the question ${each.question} is answered twice`);
    found.set(each.question, each.answer);
  }
  return found;
}
