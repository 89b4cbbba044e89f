// Sends what stands on its input as one record, as franz-go does.
//
// usage: main BOOTSTRAP TOPIC KEY [NAME=VALUE of a header]...   Prints the partition and the offset.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	body, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	record := &kgo.Record{Topic: os.Args[2], Key: []byte(os.Args[3]), Value: body}
	for _, pair := range os.Args[4:] {
		name, value, _ := strings.Cut(pair, "=")
		record.Headers = append(record.Headers, kgo.RecordHeader{Key: name, Value: []byte(value)})
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(os.Args[1], ",")...))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	sent, err := client.ProduceSync(context.Background(), record).First()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sent.Partition, sent.Offset)
}
