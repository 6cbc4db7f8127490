import type { CheckedIn, CheckedOut, Renewed } from '$lib/contracts/circulation';
import {
  DeskFailure,
  type Browsed,
  type BrowseRequest,
  type DeskBackend,
  type DeskMatch,
  type DeskOpening,
  type DeskPatron,
  type Found,
  type Outcome,
  type RenewRequest,
  type ReturnRequest,
  type ScanRequest,
} from '../desk/desk-backend';

/** What the switch knows of the way to the server, and tells about it. */
export interface Link {
  /** Nothing says that the server can't be reached. */
  readonly online: boolean;
  /** Commands wait that have to go first; what they changed is known on this device only. */
  readonly mustGoFirst: boolean;
  /** The server did not answer. */
  lost(): void;
  /** Sends what waits. Never throws. */
  drain(): Promise<void>;
  /** The server has changed something for this desk: the snapshot is behind. */
  acted(): void;
  /** The desk was opened by somebody with the server's leave. */
  opened(opening: DeskOpening): void;
  /** The desk was opened from the snapshot, by whoever it belongs to. */
  openedHere(opening: DeskOpening): void;
}

/** The network is missing, or something in between answered instead of the library. */
const UNREACHABLE = 'unreachable';

/**
 * A desk that goes on without a network. It asks the server first; where no answer comes the device decides and the
 * command waits. While commands wait, new ones queue behind them, so that everything arrives in its order.
 */
export class DeskSwitch implements DeskBackend {
  constructor(
    private readonly online: DeskBackend,
    private readonly offline: () => Promise<DeskBackend>,
    private readonly link: Link,
  ) {}

  async open(): Promise<DeskOpening> {
    const opening = await this.online.open();
    if (opening.state !== 'failed' || opening.code !== UNREACHABLE) {
      this.link.opened(opening);
      return opening;
    }
    this.link.lost();
    const here = await (await this.offline()).open();
    this.link.openedHere(here);
    return here;
  }

  find(text: string, siteId: string): Promise<Found> {
    return this.#look((desk) => desk.find(text, siteId));
  }

  patron(id: string, siteId: string): Promise<DeskPatron | undefined> {
    return this.#look((desk) => desk.patron(id, siteId));
  }

  search(text: string, siteId: string, fields?: readonly string[]): Promise<DeskMatch[]> {
    return this.#look((desk) => desk.search(text, siteId, fields));
  }

  browse(request: BrowseRequest): Promise<Browsed> {
    return this.#look((desk) => desk.browse(request));
  }

  classes(siteId: string): Promise<string[]> {
    return this.#look((desk) => desk.classes(siteId));
  }

  ownFields(): Promise<{ id: string; name: string }[]> {
    return this.#look((desk) => desk.ownFields());
  }

  checkOut(
    patron: { id: string; barcode: string },
    copyBarcode: string,
    request: ScanRequest,
  ): Promise<Outcome<CheckedOut>> {
    return this.#act((desk) => desk.checkOut(patron, copyBarcode, request));
  }

  checkIn(copyBarcode: string, request: ReturnRequest): Promise<Outcome<CheckedIn>> {
    return this.#act((desk) => desk.checkIn(copyBarcode, request));
  }

  renew(loanId: string, request: ScanRequest): Promise<Outcome<CheckedOut>> {
    return this.#act((desk) => desk.renew(loanId, request));
  }

  renewSeveral(request: RenewRequest): Promise<Outcome<Renewed>> {
    return this.#act((desk) => desk.renewSeveral(request));
  }

  mailLoans(patronId: string): Promise<Outcome<null>> {
    return this.#act((desk) => desk.mailLoans(patronId));
  }

  /** What still waits is taken back here; what has been sent, on the server. */
  async undo(action: 'checkout' | 'checkin', loanId: string, commandId?: string): Promise<Outcome<null>> {
    if (commandId !== undefined) {
      const here = await (await this.offline()).undo(action, loanId, commandId);
      if (here.state !== 'failed' || here.code !== 'conflict') return here;
    }
    return this.#act((desk) => desk.undo(action, loanId));
  }

  async #here(): Promise<boolean> {
    if (this.link.online && this.link.mustGoFirst) await this.link.drain();
    return !this.link.online || this.link.mustGoFirst;
  }

  async #look<T>(look: (desk: DeskBackend) => Promise<T>): Promise<T> {
    if (await this.#here()) return look(await this.offline());
    try {
      return await look(this.online);
    } catch (error) {
      if (!(error instanceof DeskFailure) || error.code !== UNREACHABLE) throw error;
      this.link.lost();
      return look(await this.offline());
    }
  }

  async #act<T>(act: (desk: DeskBackend) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (await this.#here()) return act(await this.offline());
    const outcome = await act(this.online);
    if (outcome.state !== 'failed') this.link.acted();
    if (outcome.state !== 'failed' || outcome.code !== UNREACHABLE) return outcome;
    this.link.lost();
    return act(await this.offline());
  }
}
