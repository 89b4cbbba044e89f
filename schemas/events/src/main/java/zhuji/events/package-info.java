/**
 * What travels between the services: every event as Avro, and every topic, declared once. Null-safety is marked on the classes written by
 * hand; the generated ones know nothing of it.
 */
package zhuji.events;
