import { describe, expect, it } from 'vitest';
import { chromiumPolicy, stationService } from './chromium-policy';
import { assignedAccessFile, registryFile } from './windows-station';

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

  it('is the same in the registry of Windows', () => {
    const policy = chromiumPolicy({ origin, print: false, camera: true });
    const lines = registryFile(policy).split('\r\n');
    expect(lines[0]).toBe('Windows Registry Editor Version 5.00');
    const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome';
    const allowed = lines.indexOf(`${key}\\URLAllowlist]`);
    expect(lines.slice(allowed, allowed + 3)).toEqual([`${key}\\URLAllowlist]`, `"1"="${origin}/kiosk"`, '']);
    expect(lines).toEqual(expect.arrayContaining([`${key}]`, '"DownloadRestrictions"=dword:00000003']));
    expect(lines).toEqual(expect.arrayContaining(['"SyncDisabled"=dword:00000001', '"4"="view-source:*"']));
    const names = Object.keys(policy).filter((name) => lines.some((line) => line.includes(name)));
    expect(names).toEqual(Object.keys(policy));
    expect(registryFile({ Name: 'a "b" \\c' })).toContain('"Name"="a \\"b\\" \\\\c"');
  });

  it('is shown by Windows in a browser that keeps its profile', () => {
    const file = assignedAccessFile('https://library.example/a&b');
    expect(file).toContain('https://library.example/a&amp;b/kiosk"');
    expect(file).toMatch(/chrome\.exe/);
    expect(file).not.toMatch(/msedge|incognito/i);
  });

  it('starts the browser again whatever ends it', () => {
    expect(stationService(origin)).toContain('Restart=always');
    expect(stationService(origin)).toContain(`${origin}/kiosk`);
  });
});
