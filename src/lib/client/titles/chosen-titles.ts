/** Which titles a page is opened for. Kept in memory alone: a thousand ids are no address. */
let handed: readonly string[] = [];

export const chosenTitles = {
  /** Called before going to the page. */
  hand(ids: readonly string[]): void {
    handed = [...ids];
  },
  /** Called once by the page that opens; a reload of it begins with none. */
  take(): readonly string[] {
    const ids = handed;
    handed = [];
    return ids;
  },
};
