#!/usr/bin/env node
process.stdout.write('ao\n');
