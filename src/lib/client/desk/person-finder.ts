import type { Browsed, BrowseRequest, DeskBackend, DeskMatch } from './desk-backend';

/** Where the desk stands, and whether people may be found without their card there. */
interface Where {
  siteId: () => string;
  byName: () => boolean;
}

/** Finds people beside the scan line: by browsing, and somebody else than the patron in view. Throws `DeskFailure`. */
export class PersonFinder {
  constructor(
    private readonly backend: DeskBackend,
    private readonly where: Where,
  ) {}

  /** Whose card this is, else who may be meant by the text where that may be asked. */
  async people(text: string): Promise<DeskMatch[]> {
    const found = await this.backend.find(text, this.where.siteId());
    if (found.kind === 'patron' || found.kind === 'both') {
      const { id, name, formClass } = found.patron;
      return [{ id, name, details: formClass ? [{ field: 'formClass', text: formClass }] : [] }];
    }
    return this.where.byName() ? this.backend.search(text, this.where.siteId()) : [];
  }

  browse(request: Omit<BrowseRequest, 'siteId'>): Promise<Browsed> {
    return this.backend.browse({ ...request, siteId: this.where.siteId() });
  }

  classes(): Promise<string[]> {
    return this.backend.classes(this.where.siteId());
  }

  ownFields(): Promise<{ id: string; name: string }[]> {
    return this.backend.ownFields();
  }
}
