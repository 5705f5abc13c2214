export { Decision } from './decision.tsx';
export { ExplainedChoice } from './explained-choice.tsx';
export { ImportDesk } from './import-desk.tsx';
export { Statement } from './statement.tsx';
