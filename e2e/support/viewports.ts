/** The three widths every page is looked at: phone, tablet upright, desktop. CSS pixels. */
export const viewports = {
  phone: { width: 360, height: 740 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1366, height: 768 },
} as const;

export const everyViewport = Object.entries(viewports).map(([name, size]) => ({ name, ...size }));
