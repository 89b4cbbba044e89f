"""Sends what stands on its input as one record, as librdkafka does.

usage: send.py BOOTSTRAP TOPIC KEY [NAME=VALUE of a header | partitioner=NAME]...
Prints the partition and the offset.
"""
import sys

from confluent_kafka import Producer

bootstrap, topic, key, *rest = sys.argv[1:]
pairs = [pair.split("=", 1) for pair in rest]
settings = {"bootstrap.servers": bootstrap}
settings.update({name: value for name, value in pairs if name == "partitioner"})
headers = [(name, value) for name, value in pairs if name != "partitioner"]


def report(error, message):
    if error is not None:
        sys.exit(str(error))
    print(message.partition(), message.offset())


producer = Producer(settings)
producer.produce(topic, key=key, value=sys.stdin.buffer.read(), headers=headers, on_delivery=report)
if producer.flush(30) > 0:
    sys.exit("the broker did not confirm it within 30 s")
