// Sends what stands on its input as one record, as kafkajs does.
// usage: node send.mjs BOOTSTRAP TOPIC KEY [NAME=VALUE of a header]...   Prints the partition and the offset.
import { buffer } from 'node:stream/consumers'
import { Kafka, logLevel, Partitioners } from 'kafkajs'

const [bootstrap, topic, key, ...rest] = process.argv.slice(2)
const headers = Object.fromEntries(rest.map((pair) => pair.split(/=(.*)/s).slice(0, 2)))
const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
await producer.connect()
const [stands] = await producer.send({ topic, messages: [{ key, value: await buffer(process.stdin), headers }] })
await producer.disconnect()
console.log(stands.partition, stands.baseOffset)
