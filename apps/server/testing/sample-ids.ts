/** Ids of a sample are the same wherever it is loaded: a test may know them beforehand. */
export { agencyIdOf } from '../sample/loading.ts';
