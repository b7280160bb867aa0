process.stdout.write('ao daemon\n');
