import { m } from '$lib/paraglide/messages.js';
import { ownAddress, printLines } from '../console';
import type { Services } from '../services';
import { enrolDemoStation } from './enrol-demo-station';
import { DEMO_PASSWORD } from './generate/sign-ins';

const SIGN_INS = ['admin', 'librarian', 'helper', 'teacher', 'student'];
const WIDTH = 16;

const row = (label: string, value: string) => `  ${label.padEnd(WIDTH)}${value}`;

/** Tells the person at the console how to look at the demo: addresses, sign-ins and a code for a search station. */
export async function printDemo(services: Services): Promise<void> {
  const origin = ownAddress(services.environment);
  const enrolment = await enrolDemoStation(services);
  printLines([
    '',
    m.notices_demo_ready(),
    '',
    row(m.notices_demo_desk(), `${origin}/desk`),
    row(m.notices_demo_mine(), `${origin}/mine`),
    row(m.notices_demo_kiosk(), `${origin}/kiosk`),
    row(m.notices_demo_api(), `${origin}/api/docs`),
    '',
    row(m.notices_demo_sign_ins(), SIGN_INS.join(', ')),
    row(m.notices_demo_password(), DEMO_PASSWORD),
    ...(enrolment ? [row(m.notices_demo_code(), enrolment.code), m.notices_demo_code_hint()] : []),
    '',
  ]);
}
