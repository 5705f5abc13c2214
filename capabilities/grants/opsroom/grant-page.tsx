import { useParam } from '#web/shell/index.ts';
import { GrantsPage } from './grants-page.tsx';

/** Where links lead: the list with this agreement open beside it. */
export function GrantPage() {
  return <GrantsPage opened={useParam('grantId')} />;
}
