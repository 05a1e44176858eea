// Where Meta's host is: the environment's business, as a hosts file and a port forwarding would do it. Two of the libraries
// have the host built in and insist on https; the certificate's CA comes by NODE_EXTRA_CA_CERTS.
const tls = require("node:tls");

const connect = tls.connect;
tls.connect = (options, ...rest) => {
  const meta = (options.servername || options.host) === "graph.facebook.com";
  const where = meta
    ? { ...options, host: "127.0.0.1", port: Number(process.env.META_PORT), servername: "graph.facebook.com" }
    : options;
  return connect(where, ...rest);
};
