using Ingress;

await IngressApplication.Build(args).RunAsync();
