import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore as TusFiles } from '@tus/file-store';
import { Upload } from '@tus/server';
import type { Database } from '../database/connect.ts';
import { syncFile, syncFolder } from './store.ts';
import { deleteUpload, findUpload } from './upload-rows.ts';

/** Bytes of uploads as files, their facts in the database. What was acknowledged is on the disk, not in its cache. */
export class UploadFiles extends TusFiles {
  constructor(db: Database, directory: string) {
    mkdirSync(directory, { recursive: true });
    const configstore = {
      get: async (id: string) => {
        const row = await findUpload(db, id);
        if (row === null) return undefined;
        const created = { creation_date: row.createdAt.toISOString() };
        return new Upload({ id, size: row.size, offset: 0, metadata: { purpose: row.purpose }, ...created });
      },
      // The row was there before: it holds the lease under which this file is made.
      set: async () => {},
      delete: (id: string) => deleteUpload(db, id),
    };
    super({ directory, configstore });
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  override async create(file: Upload): Promise<Upload> {
    const made = await super.create(file);
    await syncFolder(this.directory);
    return made;
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const reached = await super.write(readable, id, offset);
    await syncFile(join(this.directory, id));
    return reached;
  }
}
