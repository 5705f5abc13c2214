export {
  type Gap,
  type Group,
  gap,
  LINMAS_PER_STATION,
  type Need,
  need,
  type Pattern,
} from './src/need.ts';
export { type ParsedPattern, parsePattern, type Reading, type ReadingReason } from './src/parse-pattern.ts';
