import type { ReactNode } from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import type { ImportDoors } from '#shared/import-doors.ts';
import type { Localized } from '#shared/schema.ts';
import { urlOf, useAsk, useCommand } from '../api/index.ts';
import { ImportHistory, ImportResult, useOpenedImport } from '../import/index.ts';
import { Page } from '../shell/index.ts';
import type { DataTableProps, ListEndpoint } from '../table/index.ts';

type Opened = {
  readonly doors: ImportDoors;
  /** What is asked again once rows were written or taken back, besides the import itself. */
  readonly refreshes: readonly Endpoint[];
  /** What the fields of the sample are called; the others are left out. */
  readonly sampleWords: Readonly<Record<string, Localized>>;
  /** What the room has to say of an import besides. */
  readonly more?: (importId: string) => ReactNode;
};
type Props<E extends ListEndpoint> = Opened & {
  readonly title: string;
  /** How a file is chosen, described and checked. */
  readonly form: (onChecked: (importId: string) => void) => ReactNode;
  readonly history: Pick<DataTableProps<E>, 'endpoint' | 'params' | 'rowKey' | 'live'>;
};

/** A room's page for files: check one, see what it would change, apply it, take it back. Every import can be opened again. */
export function ImportDesk<E extends ListEndpoint>({ title, form, history, ...opened }: Props<E>) {
  const [importId, setImportId] = useOpenedImport();
  const refreshes = [history.endpoint, opened.doors.readImport, ...opened.refreshes];
  return (
    <Page title={title} form="read">
      {importId ? (
        <OpenedImport
          key={importId}
          {...opened}
          refreshes={refreshes}
          importId={importId}
          onAnother={() => setImportId(null)}
        />
      ) : (
        form(setImportId)
      )}
      <ImportHistory<E> {...history} onOpen={setImportId} />
    </Page>
  );
}

type OneProps = Opened & { readonly importId: string; readonly onAnother: () => void };

function OpenedImport({ doors, refreshes, sampleWords, more, importId, onAnother }: OneProps) {
  const params = { importId };
  return (
    <ImportResult
      asked={useAsk(doors.readImport, { params })}
      apply={useCommand(doors.applyImport, refreshes)}
      undo={useCommand(doors.undoImport, refreshes)}
      errorsHref={(lang) => urlOf(doors.readImportErrors, { params, query: { lang } })}
      sampleWords={sampleWords}
      onAnother={onAnother}
      {...(more ? { more: () => more(importId) } : {})}
    />
  );
}
