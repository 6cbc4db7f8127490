import { describe, expect, it } from 'vitest';
import { chromiumPolicy, stationService } from './chromium-policy';

const origin = 'https://library.school.example';

describe('the policy of a station', () => {
  it('lets one address in and nothing out', () => {
    const policy = chromiumPolicy({ origin, print: false, camera: false });
    expect(policy).toMatchObject({
      URLBlocklist: expect.arrayContaining(['*', 'chrome://*']),
      PrintingEnabled: false,
      IncognitoModeAvailability: 1,
      AllowFileSelectionDialogs: false,
      DownloadRestrictions: 3,
      DeveloperToolsAvailability: 2,
      PasswordManagerEnabled: false,
    });
    expect((policy['URLAllowlist'] as string[]).every((one) => one.startsWith(`${origin}/`))).toBe(true);
    expect(policy).not.toHaveProperty('VideoCaptureAllowedUrls');
    expect(chromiumPolicy({ origin, print: true, camera: true })).toMatchObject({
      PrintingEnabled: true,
      VideoCaptureAllowedUrls: [origin],
    });
  });

  it('starts the browser again whatever ends it', () => {
    expect(stationService(origin)).toContain('Restart=always');
    expect(stationService(origin)).toContain(`${origin}/kiosk`);
  });
});
