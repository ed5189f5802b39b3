# The service as one static binary with nothing around it.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /unigraph ./cmd/unigraph

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /unigraph /unigraph
COPY examples/articles /examples/articles
USER 65534
EXPOSE 8080
ENTRYPOINT ["/unigraph"]
CMD ["serve", "--addr", "0.0.0.0:8080"]
