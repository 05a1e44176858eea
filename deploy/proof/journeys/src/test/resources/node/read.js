// usage: node read.js BOOTSTRAP REGISTRY TOPIC KEY
// Reads a topic from its beginning until a record with this key has come, and prints it as one line of JSON.
const { Kafka, logLevel } = require('kafkajs')
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry')

const [bootstrap, registryUrl, topic, key] = process.argv.slice(2)
const kafka = new Kafka({ clientId: 'stranger', brokers: [bootstrap], logLevel: logLevel.ERROR })
const registry = new SchemaRegistry({ host: registryUrl })
const consumer = kafka.consumer({ groupId: `stranger-${process.pid}` })

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ message }) => {
      if (message.value && message.key && message.key.toString() === key) {
        const value = await registry.decode(message.value)
        const line = { type: message.headers.ce_type.toString(), sequence: message.headers.ce_sequence.toString(), value }
        console.log(JSON.stringify(line, (name, v) => (typeof v === 'bigint' ? v.toString() : v)))
        process.exit(0)
      }
    }
  })
}

setTimeout(() => { console.error(`no record with key ${key} on ${topic} within 60 s`); process.exit(1) }, 60000)
main().catch(error => { console.error(error); process.exit(1) })
