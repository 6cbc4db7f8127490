/** Whether a path is one of a search station's own pages; everything else is shut to it. */
export const isStationPath = (path: string): boolean => /^\/kiosk(\/|$)/.test(path);
