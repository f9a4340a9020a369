// Node's dns module (c-ares): it knows a fixed list of types; ANY is the only way to ask for others.
//
//   node node.js SERVER PORT NAME[/TXT]...
const { Resolver } = require('node:dns').promises;

const [server, port, ...names] = process.argv.slice(2);
const resolver = new Resolver({ timeout: 3000, tries: 2 });
resolver.setServers([`${server}:${port}`]);
const short = (fault) => `${fault.code ?? fault.name}: ${fault.message}`.replace(/\s+/g, ' ');

(async () => {
  for (const name of names) {
    if (name.endsWith('/TXT')) {
      try {
        const records = await resolver.resolveTxt(name.slice(0, -4));
        const octets = records.map((strings) => Buffer.concat(strings.map((text) => Buffer.from([text.length, ...Buffer.from(text)]))).toString('hex'));
        console.log(`${name}\trecords\t${octets.join(',')}`);
      } catch (fault) {
        console.log(`${name}\terror\t${short(fault)}`);
      }
      continue;
    }
    for (const type of ['TYPE65280', 65280]) {
      try {
        await resolver.resolve(name, type);
        console.log(`${name}\trecords\t`);
        break;
      } catch (fault) {
        if (!String(fault.code).startsWith('ERR_INVALID_ARG')) {
          console.log(`${name}\terror\t${short(fault)}`);
          break;
        }
        if (type === 65280) console.log(`${name}\tcannot\t${short(fault)}`);
      }
    }
  }
})();
