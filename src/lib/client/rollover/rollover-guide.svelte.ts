import type { Job } from '$lib/contracts/operations';
import type { RolloverPlan, RolloverView } from '$lib/contracts/rollover';
import { suggestPlan } from '$lib/domain/patrons/rollover';
import { answered, api, ApiError } from '../api';

/** A row of the form: where a cohort or class goes. */
export interface StepRow {
  readonly from: string;
  readonly pupils: number;
  to: string;
  leaves: boolean;
}

const POLL_MS = 300;

/** The preparation of one rollover, from its first suggestion to its application. */
export class RolloverGuide {
  siteIds = $state<string[]>([]);
  lastDay = $state('');
  cohorts = $state<StepRow[]>([]);
  classes = $state<StepRow[]>([]);
  /** The run that goes on or ended last. */
  run = $state.raw<Job>();
  readonly #view: RolloverView;

  /** @param today the day that leaving is suggested for */
  constructor(view: RolloverView, today: string) {
    this.#view = view;
    const open = view.current?.status === 'open' ? view.current : null;
    const sites = view.pupils.flatMap(({ siteId }) => siteId ?? []);
    this.siteIds = open?.plan.siteIds ?? sites.filter((id, index) => sites.indexOf(id) === index);
    this.lastDay = open?.plan.lastDay ?? today;
    this.suggest(open?.plan);
  }

  get busy(): boolean {
    return this.run?.status === 'queued' || this.run?.status === 'running';
  }

  get resultAddress(): string | undefined {
    return this.run?.resultName ? `/api/rollover/runs/${this.run.id}/result` : undefined;
  }

  /** Fills the form for the chosen sites: with a plan's steps where it has them, with the likely ones elsewhere. */
  suggest(plan?: RolloverPlan): void {
    const counts = this.#view.pupils.filter(({ siteId }) => siteId !== null && this.siteIds.includes(siteId));
    const likely = suggestPlan(counts, this.lastDay);
    const rows = (kind: 'cohorts' | 'classes', column: 'cohort' | 'formClass') =>
      likely[kind].map(({ from, to }): StepRow => {
        const given = plan?.[kind].find((step) => step.from === from);
        const wanted = given ? given.to : to;
        const pupils = counts
          .filter((row) => row[column] === from)
          .reduce((total, row) => total + row.pupils, 0);
        return { from, pupils, to: wanted ?? '', leaves: kind === 'cohorts' && wanted === null };
      });
    this.cohorts = rows('cohorts', 'cohort');
    this.classes = rows('classes', 'formClass');
  }

  get plan(): RolloverPlan {
    return {
      siteIds: this.siteIds,
      lastDay: this.lastDay,
      cohorts: this.cohorts.map(({ from, to, leaves }) => ({ from, to: leaves ? null : to.trim() })),
      classes: this.classes.map(({ from, to }) => ({ from, to: to.trim() || null })),
    };
  }

  /** Whether the form says what was rehearsed. */
  isAsStored(): boolean {
    const { current } = this.#view;
    return current !== null && JSON.stringify(current.plan) === JSON.stringify(this.plan);
  }

  /** Stores the plan and tries it on a copy. @throws ApiError, Unreachable */
  async rehearse(headers: Record<string, string>): Promise<void> {
    const { current } = this.#view;
    const json = this.plan;
    const open = current?.status === 'open' ? current.id : undefined;
    const library = api();
    const { id } = open
      ? this.isAsStored()
        ? { id: open }
        : await answered(library.rollover[':id'].$put({ param: { id: open }, json }))
      : await answered(library.rollover.$post({ json }, { headers }));
    await this.#follow(answered(library.rollover[':id'].rehearsal.$post({ param: { id } })));
  }

  /** @throws ApiError, Unreachable */
  async apply(id: string, stepped: number): Promise<void> {
    const queued = answered(api().rollover[':id'].application.$post({ param: { id }, json: { stepped } }));
    await this.#follow(queued);
  }

  /** @throws ApiError, Unreachable */
  async undo(id: string): Promise<void> {
    await this.#follow(answered(api().rollover[':id'].undo.$post({ param: { id } })));
  }

  async #follow(queued: Promise<{ id: string }>): Promise<void> {
    const { id } = await queued;
    do {
      this.run = await answered<Job>(api().rollover.runs[':jobId'].$get({ param: { jobId: id } }));
      if (this.busy) await new Promise((done) => setTimeout(done, POLL_MS));
    } while (this.busy);
    if (this.run.status === 'failed') throw new ApiError(422, this.run.errorCode ?? 'unexpected', '');
  }
}
