import type { ImportProfile, ImportSettings } from '$lib/contracts/imports';
import type { PatronsApi } from './patrons-api';

/** The saved ways to read patron files. Every change throws ApiError or Unreachable. */
export class ImportProfiles {
  list = $state.raw<readonly ImportProfile[]>([]);
  readonly #api: PatronsApi;

  constructor(api: PatronsApi) {
    this.#api = api;
  }

  /** Without profiles an import goes on. */
  async load(): Promise<void> {
    this.list = await this.#api.profiles().catch(() => []);
  }

  /** Saves into the profile of this name if there is one. @returns its id */
  async save(name: string, settings: ImportSettings): Promise<string> {
    const known = this.list.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
    const { id } = await (known
      ? this.#api.changeProfile(known.id, { settings, rev: known.rev })
      : this.#api.saveProfile({ name, settings }));
    await this.load();
    return id;
  }

  async rename({ id, rev }: ImportProfile, name: string): Promise<void> {
    await this.#api.changeProfile(id, { name, rev });
    await this.load();
  }

  async remove({ id }: ImportProfile): Promise<void> {
    await this.#api.removeProfile(id);
    await this.load();
  }
}
