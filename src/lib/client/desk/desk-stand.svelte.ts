import { localDateOf } from '$lib/domain/calendar/zone';
import type { DeskOpening, DeskSite, DeskStaff } from './desk-backend';
import { standingSite } from './standing-site';

type Open = Extract<DeskOpening, { state: 'open' }>;

/** Where a desk stands, who works at it and what they may do, and its clock. */
export class DeskStand {
  #opening = $state.raw<DeskOpening | { state: 'opening' }>({ state: 'opening' });
  #siteId = $state('');
  #now = $state(0);

  /** `clock` in ms since epoch. */
  constructor(private readonly clock: () => number) {
    this.#now = clock();
  }

  get opening(): DeskOpening['state'] | 'opening' {
    return this.#opening.state;
  }
  get #open(): Open | undefined {
    return this.#opening.state === 'open' ? this.#opening : undefined;
  }
  get staff(): DeskStaff | undefined {
    return this.#open?.staff;
  }
  /** The staff's own sites: where this desk may stand. */
  get sites(): DeskSite[] {
    const own = this.staff?.siteIds ?? [];
    return this.#open?.sites.filter((site) => own.includes(site.id)) ?? [];
  }
  get site(): DeskSite | undefined {
    return standingSite(this.#open?.sites ?? [], this.staff?.siteIds ?? [], this.#siteId);
  }
  /** What a rule's scope is called. */
  get names(): {
    sites: DeskSite[];
    libraryGroups: Record<string, string>;
    circulationTypes: Record<string, string>;
  } {
    const { sites = [], libraryGroups = {}, circulationTypes = {} } = this.#open ?? {};
    return { sites, libraryGroups, circulationTypes };
  }
  /** The id of the site, empty while there is none. */
  get siteId(): string {
    return this.site?.id ?? '';
  }
  /** Of the last look at the clock, ms. */
  get now(): number {
    return this.#now;
  }
  /** The calendar day at the desk's site. */
  get today(): string {
    return localDateOf(this.#now, this.site?.timeZone ?? 'UTC');
  }

  can(permission: string): boolean {
    return this.staff?.permissions.includes(permission) ?? false;
  }

  /** Moves the desk's clock, so that a desk left open shows today's days. */
  tick(): void {
    this.#now = this.clock();
  }

  protected async openWith(open: () => Promise<DeskOpening>, siteId: string): Promise<void> {
    this.#opening = { state: 'opening' };
    this.#siteId = siteId;
    this.#opening = await open();
    this.tick();
  }

  protected standAt(siteId: string): void {
    this.#siteId = siteId;
  }
}
