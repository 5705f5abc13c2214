import { texts } from '#web/i18n/index.ts';
import { en } from './words-en.ts';
import { id } from './words-id.ts';

export const words = texts('grants', { id, en });
