import type { SentCommand, Verdict } from '$lib/contracts/sync';
import { v7 as uuid } from 'uuid';
import type { Client, TestLibrary } from '../testing/library';

/** A tablet in a test: its clock, its id, its commands in order. */
export class TestDevice {
  readonly id = uuid();
  /** Device time minus server time, ms. */
  skew = 0;
  #seq = 0;

  constructor(
    private readonly library: TestLibrary,
    readonly client: Client,
    private readonly actor: string,
    private offset = 0,
  ) {}

  get clock() {
    return this.library.clock.time + this.skew;
  }

  async hello() {
    const { id, clock } = this;
    const answer = await this.client.post('/sync/devices', { id, name: 'Tablet', siteId: 'north', clock });
    if (answer.status === 200) this.offset = answer.body.serverTime - clock;
    return answer;
  }

  command(type: SentCommand['type'], payload: object, more: Partial<SentCommand> = {}): SentCommand {
    this.#seq += 1;
    return {
      id: uuid(),
      seq: this.#seq,
      actor: this.actor,
      type,
      payload: { siteId: 'north', ...payload },
      occurredAt: this.clock,
      clockOffset: this.offset,
      snapshotRev: 1,
      decided: { allowed: true, codes: [], dueOn: '2026-03-16' },
      ...more,
    };
  }

  checkout = (patronBarcode: string, copyBarcode: string, more: Partial<SentCommand> = {}) =>
    this.command('checkout', { patronBarcode, copyBarcode }, more);
  checkin = (copyBarcode: string, more: Partial<SentCommand> = {}) =>
    this.command('checkin', { copyBarcode, mode: 'desk' }, more);

  send(commands: SentCommand[], client = this.client, remaining = 0) {
    return client.post<{ results: Verdict[]; serverTime: number }>('/sync/commands', {
      deviceId: this.id,
      clock: this.clock,
      remaining,
      commands,
    });
  }

  /** Sends and gives the verdicts. */
  async replay(...commands: SentCommand[]): Promise<Verdict[]> {
    const answer = await this.send(commands);
    if (answer.status !== 200) throw new Error(`replay answered ${answer.status}`);
    return answer.body.results;
  }
}
