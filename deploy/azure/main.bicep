// The bot in Azure: a container app, PostgreSQL, and the bot's registration with a managed identity, so that there is no secret to renew.
// docs/install.md, "Azure". main.json beside this file is what the button on the README takes; `az bicep build` makes it, and a test
// compares the two.
targetScope = 'resourceGroup'

@description('Name of the bot; its address begins with it')
@minLength(3)
@maxLength(32)
param name string = 'spread-bot'

@description('Where it runs')
param location string = resourceGroup().location

@description('Image of the bot')
param image string = 'ghcr.io/OWNER/spread-bot:0.1.0'

@description('Password of the database, of your own making: at least 16 characters')
@minLength(16)
@secure()
param databasePassword string

@description('Slack: Bot User OAuth Token; empty for Teams alone')
@secure()
param slackBotToken string = ''

@description('Slack: app-level token for Socket Mode')
@secure()
param slackAppToken string = ''

@description('Token for assistants (MCP); empty for none')
@secure()
param mcpToken string = ''

var slackOn = !empty(slackBotToken) && !empty(slackAppToken)
var mcpOn = !empty(mcpToken)
var unique = uniqueString(resourceGroup().id, name)

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { retentionInDays: 30, sku: { name: 'PerGB2018' } }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${unique}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: 'spreadbot'
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'spread_bot'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

// Lets in what runs in Azure; the password keeps others out. With a virtual network of your own take a private endpoint in its place.
resource firewall 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 3978, allowInsecure: false }
      secrets: concat(
        [
          {
            name: 'database-url'
            value: 'postgres://spreadbot:${uriComponent(databasePassword)}@${server.properties.fullyQualifiedDomainName}:5432/spread_bot?sslmode=verify-full'
          }
        ],
        slackOn ? [{ name: 'slack-bot-token', value: slackBotToken }, { name: 'slack-app-token', value: slackAppToken }] : [],
        mcpOn ? [{ name: 'mcp-token', value: mcpToken }] : []
      )
    }
    template: {
      containers: [
        {
          name: 'spread-bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            [
              { name: 'DATABASE_URL', secretRef: 'database-url' }
              { name: 'PUBLIC_URL', value: 'https://${name}.${environment.properties.defaultDomain}' }
              { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
              { name: 'MicrosoftAppId', value: identity.properties.clientId }
              { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
            ],
            slackOn ? [{ name: 'SLACK_BOT_TOKEN', secretRef: 'slack-bot-token' }, { name: 'SLACK_APP_TOKEN', secretRef: 'slack-app-token' }] : [],
            mcpOn ? [{ name: 'MCP', value: 'token' }, { name: 'MCP_TOKEN', secretRef: 'mcp-token' }] : []
          )
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 2, failureThreshold: 60 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 10, failureThreshold: 3 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 5, failureThreshold: 2 }
          ]
        }
      ]
      // Never none: tips go out by the clock, and Socket Mode has to be connected.
      scale: { minReplicas: 1, maxReplicas: 2 }
    }
  }
  dependsOn: [database, firewall]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${unique}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Spread Bot'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    msaAppType: 'UserAssignedMSI'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel', properties: { isEnabled: true } }
}

@description('Address of the bot')
output address string = 'https://${app.properties.configuration.ingress.fqdn}'

@description('MicrosoftAppId, for spread-bot manifest')
output appId string = identity.properties.clientId
