import type { ImportProfile, ImportSettings } from '$lib/contracts/imports';
import type { PatronsApi } from './patrons-api';

/** The saved ways to read patron files. Every change throws ApiError or Unreachable. */
export class ImportProfiles {
  list = $state.raw<readonly ImportProfile[]>([]);
  /** Whose name and settings are in the form; empty for none. */
  chosenId = $state('');
  name = $state('');
  readonly #api: PatronsApi;

  constructor(api: PatronsApi) {
    this.#api = api;
  }

  get chosen(): ImportProfile | undefined {
    return this.list.find(({ id }) => id === this.chosenId);
  }

  /** @returns the profile, undefined for none */
  choose(id: string): ImportProfile | undefined {
    this.chosenId = id;
    this.name = this.chosen?.name ?? '';
    return this.chosen;
  }

  /** Without profiles an import goes on. */
  async load(): Promise<void> {
    this.list = await this.#api.profiles().catch(() => []);
  }

  /** Saves under the name in the form, into the profile of this name if there is one. */
  async save(settings: ImportSettings): Promise<void> {
    const name = this.name.trim();
    const known = this.list.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const { id } = await (known
      ? this.#api.changeProfile(known.id, { settings, rev: known.rev })
      : this.#api.saveProfile({ name, settings }));
    await this.load();
    this.choose(id);
  }

  /** Gives the chosen profile the name in the form. */
  async rename(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    await this.#api.changeProfile(chosen.id, { name: this.name.trim(), rev: chosen.rev });
    await this.load();
  }

  /** Removes the chosen profile. */
  async remove(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    await this.#api.removeProfile(chosen.id);
    await this.load();
    this.choose('');
  }
}
