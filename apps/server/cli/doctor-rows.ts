import type pg from 'pg';

export async function rows<T extends object>(client: pg.Client, sql: string): Promise<readonly T[]> {
  return (await client.query<T>(sql)).rows;
}
