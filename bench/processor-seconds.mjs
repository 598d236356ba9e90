/**
 * The processor time that all processes of a browser have had together, in seconds: unlike a clock, it tells nothing of what else
 * the machine does meanwhile.
 */
export async function processorSeconds(browser) {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  } finally {
    await session.detach();
  }
}
