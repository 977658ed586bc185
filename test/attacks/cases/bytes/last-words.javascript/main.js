process.stdout.write('TRIED \u001b[1A\u001b[2KScore 100 of 100\r\n\u202e001 fo 001\u202c\u0000\n');
process.stderr.write(Buffer.from([0xff, 0xfe, 0x1b, 0x5d, 0x30, 0x3b, 0x9b, 0xed, 0xa0, 0x80]));
throw Object.assign(new Error('\u001b]0;owned\u0007 \u202e \ud800 <b>'), { '\u009b': '\u2028' });
