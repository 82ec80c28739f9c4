import type { InstallationStore } from '../../src/core/model/store.ts';

/** Installations in memory, open to view. */
export function createMemoryInstallations(): InstallationStore & { rows: Map<string, string>; away: boolean } {
  const rows = new Map<string, string>();
  const store = {
    rows,
    away: false,
    async save(id: string, installation: string) {
      rows.set(id, installation);
    },
    async find(id: string) {
      if (store.away) throw new Error('The database is away.');
      return rows.get(id);
    },
    async remove(id: string) {
      rows.delete(id);
    }
  };
  return store;
}
