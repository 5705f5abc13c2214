import { useMay, usePerson } from '#web/shell/index.ts';

/** Whether to offer writing: it is done in the name of one's own agency, which an account may lack. */
export function useMayWrite(): boolean {
  const may = useMay('outreach.write');
  const { agency } = usePerson();
  return may && agency !== null;
}
