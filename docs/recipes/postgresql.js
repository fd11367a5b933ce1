// Asks the gate about the token in a connection's first line ("Bearer TOKEN\n") before anything goes on to the database: see postgresql.conf.
const LONGEST = 9000;

let head = 0; // bytes of the first line, which the database must not see
let until = 0; // when the token expires, in milliseconds

function open(s) {
    let seen = '';
    s.on('upload', async (data, flags) => {
        seen += data;
        const end = seen.indexOf('\n');
        if (end < 0) {
            if (flags.last || seen.length > LONGEST) {
                s.deny();
            }
            return;
        }
        s.off('upload');
        const shown = /^Bearer ([A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+)$/.exec(seen.slice(0, end));
        if (!shown) {
            s.deny();
            return;
        }
        try {
            const reply = await ngx.fetch('http://127.0.0.1:8444/authz/payments-db', {
                headers: {
                    'Authorization': 'Bearer ' + shown[1],
                    'X-Gate-Secret': s.variables.gate_secret,
                    'X-Original-Method': 'CONNECT',
                    'X-Original-URI': '/payments',
                    'X-Real-IP': s.remoteAddress,
                },
            });
            if (reply.status !== 200) {
                s.warn('the gate answers ' + reply.status);
                s.deny();
                return;
            }
            // Verified by the gate a moment ago.
            until = JSON.parse(Buffer.from(shown[2], 'base64url').toString()).exp * 1000;
            head = end + 1;
            s.done();
        } catch (e) {
            s.error('the gate does not answer: ' + e.message);
            s.deny();
        }
    });
}

// An open connection is not asked about again. It carries nothing more once its token has expired.
function pass(s) {
    const check = () => {
        if (!(Date.now() < until)) {
            throw new Error('the token has expired');
        }
    };
    s.on('upstream', (data, flags) => {
        check();
        const cut = Math.min(head, data.length);
        head -= cut;
        s.send(data.slice(cut), flags);
    });
    s.on('downstream', (data, flags) => {
        check();
        s.send(data, flags);
    });
}

export default { open, pass };
