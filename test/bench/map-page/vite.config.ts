export default { worker: { format: 'es' }, build: { chunkSizeWarningLimit: 4000 } };
