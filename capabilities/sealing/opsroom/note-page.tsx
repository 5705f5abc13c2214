import { useParam } from '#web/shell/index.ts';
import { NotesPage } from './notes-page.tsx';

/** One note by its address, beside the list. */
export function NotePage() {
  return <NotesPage opened={useParam('noteId')} />;
}
